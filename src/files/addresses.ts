/**
 * Which network addresses are private: a link in a list of ads must not make this machine ask its own network. After the
 * IANA special-purpose registries of IPv4 and IPv6 addresses, with what they say is deprecated, and all multicast.
 */
import { BlockList, isIP } from 'node:net';

const SPECIAL = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private use
  ['100.64.0.0', 10], // shared by customers of a carrier
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata of cloud machines
  ['172.16.0.0', 12], // private use
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // multicast tunnels (AMT)
  ['192.88.99.0', 24], // relays of 6to4, deprecated
  ['192.168.0.0', 16], // private use
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 3], // multicast, reserved, broadcast
] as const) {
  SPECIAL.addSubnet(address, bits, 'ipv4');
}
for (const [address, bits] of [
  ['2001::', 23], // protocol assignments: Teredo, benchmarks, ORCHID, drones and what else is in there
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address of any kind inside
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
] as const) {
  SPECIAL.addSubnet(address, bits, 'ipv6');
}

/**
 * Where all global unicast addresses of IPv6 are (RFC 4291, section 2.4). Outside of it lie loopback, link-local, unique
 * local and multicast addresses, those that hold an IPv4 address (::/96, 64:ff9b::/96, 64:ff9b:1::/48), segment ids
 * (5f00::/16) and what is not assigned.
 */
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');

/** An IPv4 address as sockets of IPv6 name it: `::ffff:192.0.2.1` or `::ffff:c000:201`. */
const MAPPED = new BlockList();
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6');

/** True for every address that does not belong to one machine of the public internet. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 4) return SPECIAL.check(plain, 'ipv4');
  if (family !== 6) return true;
  // A list of IPv4 addresses knows those that IPv6 maps.
  if (MAPPED.check(plain, 'ipv6')) return SPECIAL.check(plain, 'ipv6');
  return !GLOBAL_UNICAST.check(plain, 'ipv6') || SPECIAL.check(plain, 'ipv6');
}
