#!/usr/bin/env bash
# What the README tells a newcomer to type, in a clone of its own, on a machine that has Node, git, a shell and
# coreutils (bare.sh): install, start, test.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT
git clone -q "$here" "$clone/probe-env"
cd "$clone/probe-env"
# Not ready is an answer too; anything else is not.
"$here/.ci/bare.sh" sh -c 'npm ci --prefer-offline && { npm start || [ $? = 1 ]; } && npm test'
