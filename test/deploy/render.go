// Renders the templates of a Helm chart with the engine that Helm has, text/template, and those of its functions that the
// chart uses. Standard input: {"Values", "Chart", "Release", "Templates": {NAME: TEXT}}; output: {NAME: TEXT}.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"text/template"
)

type input struct {
	Values, Chart, Release map[string]any
	Templates              map[string]string
}

func indent(n int, text string) string {
	pad := strings.Repeat(" ", n)
	return pad + strings.ReplaceAll(text, "\n", "\n"+pad)
}

// In block form, which may stand among other keys; scalars are JSON.
func yaml(value any) []string {
	lines := []string{}
	switch value := value.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			lines = append(lines, nested(scalar(key)+":", yaml(value[key]), value[key])...)
		}
	case []any:
		for _, item := range value {
			lines = append(lines, nested("-", yaml(item), item)...)
		}
	}
	if len(lines) == 0 {
		return []string{scalar(value)}
	}
	return lines
}

func nested(head string, below []string, value any) []string {
	if len(below) == 1 && below[0] == scalar(value) {
		return []string{head + " " + below[0]}
	}
	return append([]string{head}, strings.Split(indent(2, strings.Join(below, "\n")), "\n")...)
}

func scalar(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		fail(err)
	}
	return string(text)
}

func isEmpty(value any) bool {
	ok, _ := template.IsTrue(value)
	return !ok
}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		fail(err)
	}
	root := template.New("chart").Option("missingkey=error")
	root.Funcs(template.FuncMap{
		"include": func(name string, data any) (string, error) {
			var out strings.Builder
			err := root.ExecuteTemplate(&out, name, data)
			return out.String(), err
		},
		"toYaml":     func(value any) string { return strings.Join(yaml(value), "\n") },
		"indent":     indent,
		"nindent":    func(n int, text string) string { return "\n" + indent(n, text) },
		"quote":      func(value any) string { return fmt.Sprintf("%q", fmt.Sprint(value)) },
		"trunc":      func(n int, text string) string { return text[:min(n, len(text))] },
		"trimSuffix": func(suffix, text string) string { return strings.TrimSuffix(text, suffix) },
		"sha256sum":  func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) },
		"default": func(instead, value any) any {
			if isEmpty(value) {
				return instead
			}
			return value
		},
	})
	for name, text := range in.Templates {
		if _, err := root.New(name).Parse(text); err != nil {
			fail(err)
		}
	}
	data := map[string]any{"Values": in.Values, "Chart": in.Chart, "Release": in.Release}
	rendered := map[string]string{}
	for name := range in.Templates {
		if strings.HasPrefix(name, "_") {
			continue
		}
		var out strings.Builder
		if err := root.ExecuteTemplate(&out, name, data); err != nil {
			fail(err)
		}
		rendered[name] = out.String()
	}
	json.NewEncoder(os.Stdout).Encode(rendered)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
