/** Flags that every go command from 1.19 on knows, in the form in which their value is sound. */
const KNOWN =
  /^-(?:mod=(?:mod|readonly|vendor)|modcacherw|trimpath|race|v|x|a|n|work|buildvcs=(?:true|false|auto)|tags=[\w,.]+|(?:ldflags|gcflags|asmflags)=\S*|p=\d+|count=\d+|timeout=\w+)$/;

/** Whether every go command takes these GOFLAGS (cmd/go/internal/base, InitGOFLAGS); unsure is no. */
export function isKnownFlags(goflags: string): boolean {
  return goflags.split(/\s+/).every((flag) => flag === '' || KNOWN.test(flag));
}
