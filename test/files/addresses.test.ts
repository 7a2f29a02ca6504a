import { expect, test } from 'vitest';
import { isPrivateAddress } from '../../src/files/addresses.js';

test('addresses of the public internet may be fetched from', () => {
  for (const address of [
    ...['1.1.1.1', '93.184.216.34', '172.32.0.1', '192.0.1.1', '223.255.255.255', '::ffff:8.8.8.8', '::ffff:808:808'],
    ...['2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '2001:200::1', '2001:4860:4860::8888', '2620:4f:8001::1'],
  ]) {
    expect({ address, isPrivate: isPrivateAddress(address) }).toEqual({ address, isPrivate: false });
  }
});

test('special-purpose addresses, tunnels and translations of others are never fetched from', () => {
  for (const address of [
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.31.255.255'],
    ...['192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.19.0.1', '198.51.100.7', '203.0.113.9'],
    ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::7f00:1', '::127.0.0.1', '::8.8.8.8'],
    ...['::ffff:10.0.0.1', '::ffff:7f00:1', '::ffff:0:10.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b::808:808'],
    ...[
      '64:ff9b:1::1',
      '100::1',
      '2001::1',
      '2001:0:4136:e378::1',
      '2001:2::1',
      '2001:10::1',
      '2001:20::1',
      '2001:db8::1',
    ],
    ...[
      '2002:7f00:1::',
      '2002:c0a8:101::1',
      '3fff::1',
      '5f00::1',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'fe80::1%eth0',
    ],
    ...['fec0::1', 'ff02::1', 'no address', ''],
  ]) {
    expect({ address, isPrivate: isPrivateAddress(address) }).toEqual({ address, isPrivate: true });
  }
});
