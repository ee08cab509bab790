#!/bin/sh
# Really does what each line of $1 (need, tab, path) asks for, as whoever runs it, and undoes it.
# Prints for each line: ok or no.
tab=$(printf '\t')

make_entry() { : >"$1/probe.$$" && rm -f "$1/probe.$$"; }

write_there() {
  if [ -d "$1" ]; then make_entry "$1"; else [ -e "$1" ] && : >>"$1"; fi
}

# Makes the directory, and takes away what it made.
make_there() {
  if [ -e "$1" ]; then write_there "$1"; return; fi
  top=$1
  while [ ! -e "${top%/*}" ]; do top=${top%/*}; done
  mkdir -p "$1" && make_entry "$1"; result=$?
  [ -d "$top" ] && rm -r "$top"
  return $result
}

read_there() {
  if [ -d "$1" ]; then ls -f "$1" && cd "$1"; else : <"$1"; fi
}

execute_there() {
  if [ -d "$1" ]; then cd "$1"; else "$1"; fi
}

while IFS="$tab" read -r need path; do
  # A subshell: a failed redirection ends a shell.
  if (
    case $need in
      read) read_there "$path" ;;
      write) write_there "$path" ;;
      create) make_there "$path" ;;
      execute) execute_there "$path" ;;
    esac
  ) </dev/null >/dev/null 2>&1; then echo ok; else echo no; fi
done <"$1"
