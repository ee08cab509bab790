// Stands in the place of go in Go's own script tests: before each call it asks probe-env about the directory and
// the environment in which go is called, then becomes the call, and writes down how that ended.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// question is what probe-env is asked: one line of JSON on its socket.
type question struct {
	Cwd    string            `json:"cwd"`
	Env    map[string]string `json:"env"`
	Routes [][]string        `json:"routes"`
}

// call is one line of the log.
type call struct {
	Work   string          `json:"work"`
	Cwd    string          `json:"cwd"`
	Args   []string        `json:"args"`
	Env    []string        `json:"env"`
	Said   json.RawMessage `json:"said"`
	Code   int             `json:"code"`
	Stderr string          `json:"stderr"`
	// Nanoseconds since 1970, of the real command.
	Began int64 `json:"began"`
	Ended int64 `json:"ended"`
}

// home is where this program lies, with real/go, the socket and the log beside it.
var home = func() string {
	exe, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return filepath.Dir(exe)
}()

// asked are the commands that work in an environment; others only print or format.
const asked = " build install run test list get mod vet work env version generate tool "

// versioned is an argument that names a module in one version.
var versioned = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+(/[^@]*)?@v[0-9]+\.[0-9]+\.[0-9]+[-+.\w]*$`)

func main() {
	command := ""
	if len(os.Args) > 1 {
		command = os.Args[1]
	}
	if !strings.Contains(asked, " "+command+" ") {
		os.Exit(run(os.Stderr))
	}
	cwd, _ := os.Getwd()
	routes := [][]string{}
	if command != "env" && command != "version" {
		routes = append(routes, []string{})
		for _, arg := range os.Args[2:] {
			if versioned.MatchString(arg) {
				routes = append(routes, []string{arg})
			}
		}
	}
	said := ask(question{cwd, environment(), routes})
	var stderr bytes.Buffer
	began := time.Now().UnixNano()
	code := run(io.MultiWriter(os.Stderr, &stderr))
	record(call{os.Getenv("WORK"), cwd, os.Args[1:], settings(), said, code, head(stderr.String()), began, time.Now().UnixNano()})
	os.Exit(code)
}

// run starts the real go and passes on what it is sent.
func run(stderr io.Writer) int {
	cmd := exec.Command(filepath.Join(home, "real", "go"), os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, stderr
	if err := cmd.Start(); err != nil {
		panic(err)
	}
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGQUIT, syscall.SIGTERM)
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	if err := cmd.Wait(); err != nil && cmd.ProcessState == nil {
		panic(err)
	}
	return cmd.ProcessState.ExitCode()
}

// ask puts the question and waits for the answer, which is JSON; null where there is none.
func ask(q question) json.RawMessage {
	none := json.RawMessage("null")
	conn, err := net.DialTimeout("unix", filepath.Join(home, "socket"), 5*time.Second)
	if err != nil {
		return none
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(60 * time.Second))
	text, _ := json.Marshal(q)
	if _, err := conn.Write(append(text, '\n')); err != nil {
		return none
	}
	answer, err := io.ReadAll(conn)
	if err != nil || !json.Valid(answer) {
		return none
	}
	return answer
}

// beside is the suite's directory for this program. Before Go 1.20 the suite does not name it: it is the one from which
// the program was started.
func beside(testgo string) string {
	if testgo == "" {
		testgo, _ = exec.LookPath(os.Args[0])
	}
	return filepath.Dir(testgo)
}

// environment is that of the call, with the real go on PATH in the place of this program.
func environment() map[string]string {
	mine := beside(os.Getenv("TESTGO_EXE"))
	all := map[string]string{}
	for _, pair := range os.Environ() {
		key, value, _ := strings.Cut(pair, "=")
		if key == "PATH" {
			entries := strings.Split(value, ":")
			for i, entry := range entries {
				if filepath.Clean(entry) == mine {
					entries[i] = filepath.Join(home, "real")
				}
			}
			value = strings.Join(entries, ":")
		}
		all[key] = value
	}
	return all
}

var setting = regexp.MustCompile(`^(GO|CGO_|CC=|HOME=|PATH=|XDG_|NETRC=|TESTGO_VERSION)`)

func settings() []string {
	var found []string
	for _, pair := range os.Environ() {
		if setting.MatchString(pair) {
			found = append(found, pair)
		}
	}
	return found
}

func record(c call) {
	line, _ := json.Marshal(c)
	file, err := os.OpenFile(filepath.Join(home, "log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	file.Write(append(line, '\n'))
}

func head(text string) string {
	return text[:min(len(text), 4000)]
}
