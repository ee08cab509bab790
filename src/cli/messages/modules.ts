import type { KnownMessage } from './message.ts';

/** What go says of modules: go.mod, go.work, vendor, and where neither is found. */
export const MODULE_MESSAGES: readonly KnownMessage[] = [
  {
    says: /updating go\.(?:mod|sum): [^\n]{1,1024}(?:permission denied|read-only file system)/i,
    rules: ['go-env/go-mod-invalid', 'go-env/flags-invalid'],
    means:
      'go wants to write go.mod or go.sum, as go get, go mod tidy and -mod=mod do (GOFLAGS may say it), and may not: run go mod tidy where the sources are at home and copy what it wrote, or leave -mod=mod out.',
  },
  {
    says: /cannot find package "[^"\n]{1,512}" in(?: any of)?:/i,
    rules: ['go-env/module-missing', 'go-env/modules-off', 'go-env/modules-auto'],
    means:
      'go looks in GOPATH alone, without modules: no go.mod lies where it is started and GO111MODULE is auto or off, or this go is from before Go 1.16. Copy go.mod, go where it is (WORKDIR), and take GO111MODULE out.',
  },
  {
    says: /(?:is marked as explicit in vendor\/modules\.txt, but not|is explicitly required in go\.mod, but not marked)/i,
    rules: ['go-env/vendor-inconsistent'],
    means:
      'vendor is of another state of go.mod than the one that was copied with it: go mod vendor, and copy both. A line of .dockerignore or a cached layer may have kept one of them back.',
  },
  {
    says: /missing module declaration/i,
    rules: ['go-env/go-mod-invalid'],
    means: 'go.mod has no line module PATH: it is empty, or another file was copied to its place.',
  },
  {
    says: /\$GOPATH\/go\.mod exists but should not/i,
    rules: ['go-env/module-missing'],
    means:
      'The module lies in GOPATH itself, which go refuses: the golang images have WORKDIR /go and GOPATH=/go, so that COPY . . without a WORKDIR of its own brings go.mod there. Write WORKDIR /src before it.',
  },
  {
    says: /warning: ignoring go\.mod in (?:system temp root|\$GOPATH)/i,
    rules: ['go-env/module-missing'],
    means:
      'go takes no go.mod that lies in the very directory for temporary files or in GOPATH itself: put the module into a directory of its own (WORKDIR /src).',
  },
  {
    says: /modules disabled by GO111MODULE=off|cannot use path@version syntax in GOPATH mode/i,
    rules: ['go-env/modules-off', 'go-env/modules-auto', 'go-version/out-of-range'],
    means:
      'go works without modules: GO111MODULE=off, auto where no go.mod lies, or a go from before Go 1.16. Take the variable out, or a newer image.',
  },
  {
    says: /cannot load module [^\n]{1,1024} listed in go\.work file/i,
    rules: ['go-env/workspace-member-missing'],
    means:
      'go.work names a module that was not copied: copy it too, or leave go.work out of the image (.dockerignore, GOWORK=off).',
  },
  {
    says: /contained in a module that is not one of the workspace modules|outside (?:main module|modules listed in go\.work) or (?:its|their) selected dependencies/i,
    rules: ['go-env/workspace-excludes-module', 'go-env/module-missing'],
    means:
      'The package lies in none of the modules that count here: go where its go.mod is (WORKDIR), or name that module in go.work (go work use DIR).',
  },
  {
    says: /conflicting replacements for [^\n]{1,256}/i,
    rules: ['go-env/workspace-conflict', 'go-env/go-mod-invalid'],
    means:
      'Two replace lines send one module to different places: take one of them out, or settle it in go.work.',
  },
  {
    says: /-mod may only be set to [^\n]{1,64} in workspace mode/i,
    rules: ['go-env/flags-invalid'],
    means:
      'In a workspace GOFLAGS takes -mod=readonly, and -mod=vendor from Go 1.22 on (go work vendor). GOWORK=off makes go pass over go.work.',
  },
  {
    says: /invalid GOWORK: not an absolute path|path provided to GOWORK must be an absolute path/i,
    rules: ['go-env/failed'],
    means:
      'GOWORK is off, empty, or the absolute path of a go.work; on and relative paths are none of these.',
  },
  {
    says: /no required module provides package [^\n]{1,256}: go\.mod file not found/i,
    rules: ['go-env/module-missing', 'go-env/module-not-a-file'],
    means:
      'At and above the working directory there is no go.mod, so that go knows no module at all: it was not copied (COPY go.mod go.sum ./), or go is started elsewhere (WORKDIR).',
  },
  {
    says: /no required module provides package [^\n]{1,256}/i,
    rules: ['go-env/package-missing'],
    means:
      'A source imports a package of which no module is in go.mod: run go mod tidy where the network is and copy go.mod and go.sum with the sources. A package of the own module was not copied (COPY, .dockerignore).',
  },
];
