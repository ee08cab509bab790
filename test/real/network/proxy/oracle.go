// Prints what golang.org/x/net/http/httpproxy, which net/http.ProxyFromEnvironment calls, says of each address in each
// environment: [[{"proxy": "http://…"}, …], …].
package main

import (
	"encoding/json"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"
)

type world struct {
	Env  map[string]string `json:"env"`
	URLs []string          `json:"urls"`
}

type answer struct {
	Proxy string `json:"proxy"`
	Host  string `json:"host"`
	Error string `json:"error"`
}

func main() {
	var worlds []world
	if err := json.NewDecoder(os.Stdin).Decode(&worlds); err != nil {
		panic(err)
	}
	all := [][]answer{}
	for _, w := range worlds {
		os.Clearenv()
		for name, value := range w.Env {
			os.Setenv(name, value)
		}
		proxy := httpproxy.FromEnvironment().ProxyFunc()
		answers := []answer{}
		for _, text := range w.URLs {
			u, err := url.Parse(text)
			if err != nil {
				panic(err)
			}
			found, err := proxy(u)
			switch {
			case err != nil:
				answers = append(answers, answer{Error: err.Error()})
			case found == nil:
				answers = append(answers, answer{})
			default:
				answers = append(answers, answer{Proxy: found.String(), Host: found.Host})
			}
		}
		all = append(all, answers)
	}
	json.NewEncoder(os.Stdout).Encode(all)
}
