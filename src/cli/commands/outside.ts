/** What the tools say of the network, and what of the environment decides about it. */
const NETWORK: readonly (readonly [RegExp, string])[] = [
  [
    /no such host|server misbehaving|could not resolve host|temporary failure in name resolution/i,
    'The name server of the container did not give an address for that name',
  ],
  [
    /connection refused|i\/o timeout|no route to host|network is unreachable|connection timed out|context deadline exceeded/i,
    'Nothing answered at that address: no network, a firewall in between, or a proxy that is not named',
  ],
];

/** What there is to say of a message that no rule explains, since it is not about this container. */
export function explainOutside(message: string): string | null {
  const found = NETWORK.find(([says]) => says.test(message));
  if (found === undefined) return null;
  return `${found[1]}. probe-env asks no network and has no rule for it. What decides whom go asks:

  GOPROXY      by default proxy.golang.org, then each module's own host: where neither can be reached, name
               a proxy that can (GOPROXY=https://proxy.corp.example), or vendor the modules (go mod vendor)
  GOSUMDB      by default sum.golang.org, through GOPROXY where that mirrors it
  GOPRIVATE    what it matches goes past GOPROXY, to the host in the module's own name
  HTTPS_PROXY  the way out, where there is one; NO_PROXY is what does without

  probe-env route MODULE@VERSION    names the hosts that go would ask for a module, in their order
`;
}
