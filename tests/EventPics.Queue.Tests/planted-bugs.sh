#!/usr/bin/env bash
# Proves that the queue's tests can fail: each patch in planted-bugs/ adds one bug to a copy of the tree, and the tests that its first
# line names must fail. Usage: planted-bugs.sh [PATCH...]. Ends with 0 when every bug was caught.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(git -C "$here" rev-parse --show-toplevel)
[ $# -gt 0 ] || set -- "$here"/planted-bugs/*.patch
mapfile -t patches < <(realpath "$@")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git -C "$root" archive HEAD | tar x -C "$copy"
cd "$copy" || exit 1

run() { # FILTER: 0 when green, 1 when red, 2 when it does not build
  # Without analyzers: they may reject a planted bug, and they run in a check of their own.
  dotnet build tests/EventPics.Queue.Tests -v q --nologo -p:RunAnalyzers=false >"$copy/build.log" 2>&1 || return 2
  timeout 600 dotnet test tests/EventPics.Queue.Tests --no-build --nologo --filter "$1" >"$copy/test.log" 2>&1 || return 1
  ! grep -q "No test matches" "$copy/test.log" || return 2
}

missed=0
for patch in "${patches[@]}"; do
  filter=$(sed -n '1s/^Expect red: //p' "$patch")
  if ! git apply "$patch"; then
    result="does not apply"
  else
    run "$filter"
    case $? in
      0) result="MISSED" ;;
      1) result="caught" ;;
      *) result="does not build"; tail -n 5 "$copy/build.log" ;;
    esac
    git apply -R "$patch"
  fi
  [ "$result" = caught ] || missed=$((missed + 1))
  echo "$result  $(basename "$patch" .patch)"
done
echo "$(($# - missed)) of $# planted bugs caught"
[ "$missed" -eq 0 ]
