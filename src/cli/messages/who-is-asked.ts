/** What decides whom go asks for a module; printed behind what is said of hosts. */
export const WHO_IS_ASKED = `What decides whom go asks:

  GOPROXY      by default proxy.golang.org, then each module's own host: where neither can be reached, name
               a proxy that can (GOPROXY=https://proxy.corp.example), or vendor the modules (go mod vendor)
  GOSUMDB      by default sum.golang.org, through GOPROXY where that mirrors it
  GOPRIVATE    what it matches goes past GOPROXY, to the host in the module's own name
  HTTPS_PROXY  the way out, where there is one; NO_PROXY is what does without

  probe-env route MODULE@VERSION    names the hosts that go would ask for a module, in their order
`;
