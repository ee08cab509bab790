// Answers questions by the functions of golang.org/x/mod, which the tests copy out of an installed Go.
// One JSON array of questions on stdin, one JSON array of answers on stdout.
package main

import (
	"encoding/json"
	"os"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/note"
)

type question struct{ Ask, A, B string }

type requirement struct {
	Path, Version string
	Indirect      bool
}

type replacement struct{ OldPath, OldVersion, NewPath, NewVersion string }

type file struct {
	Ok                bool
	Module, Go, Tools string
	Require           []requirement
	Replace           []replacement
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	answers := make([]any, len(questions))
	for i, q := range questions {
		answers[i] = answer(q)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}

func answer(q question) any {
	switch q.Ask {
	case "match":
		return module.MatchPrefixPatterns(q.A, q.B)
	case "path":
		return module.CheckPath(q.A) == nil
	case "canonical":
		return q.A != "" && module.CanonicalVersion(q.A) == q.A
	case "verifier":
		v, err := note.NewVerifier(q.A)
		if err != nil {
			return err.Error()
		}
		return "name " + v.Name()
	case "gomod":
		return parse(q.A)
	}
	panic("unknown question " + q.Ask)
}

func parse(text string) file {
	f, err := modfile.Parse("go.mod", []byte(text), nil)
	if err != nil {
		return file{}
	}
	out := file{Ok: true, Require: []requirement{}, Replace: []replacement{}}
	if f.Module != nil {
		out.Module = f.Module.Mod.Path
	}
	if f.Go != nil {
		out.Go = f.Go.Version
	}
	if f.Toolchain != nil {
		out.Tools = f.Toolchain.Name
	}
	for _, r := range f.Require {
		out.Require = append(out.Require, requirement{r.Mod.Path, r.Mod.Version, r.Indirect})
	}
	for _, r := range f.Replace {
		out.Replace = append(out.Replace, replacement{r.Old.Path, r.Old.Version, r.New.Path, r.New.Version})
	}
	return out
}
