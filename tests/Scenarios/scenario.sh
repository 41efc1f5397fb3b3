# Sourced by each scenario: what a new user has is the README and the packages, in an empty folder.
# It builds a copy of the scenario's files in $folder, and requires that exactly one photo, the one at $photo, has arrived in the emulator.
set -euo pipefail
packages=$(realpath "${1:?The folder with the packages is missing}")
scenario=$(cd "$(dirname "$0")" && pwd)
repository=$(realpath "$scenario/../../..")
photo=$repository/samples/QuickStart/Photos/20260620_211508_booth.jpg
folder=$(mktemp -d)
background=()
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 EVENTPICS_API_KEY=emulator-key

clean_up() {
  local process
  for process in "${background[@]}"; do kill "$process" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap clean_up EXIT

# The scenarios share the tool and what they restore, apart from the user's cache: there the same version may be an older build.
tools=$packages/.scenarios/tools
cat >"$folder/Directory.Build.props" <<XML
<Project>
  <PropertyGroup>
    <RestorePackagesPath>$packages/.scenarios/restored</RestorePackagesPath>
    <RestoreAdditionalProjectSources>$packages</RestoreAdditionalProjectSources>
  </PropertyGroup>
</Project>
XML
find "$scenario" -type f ! -name run.sh -exec cp {} "$folder/" \;
cd "$folder"

start_emulator() { # sets EVENTPICS_BASE_ADDRESS
  [ -x "$tools/eventpics" ] ||
    dotnet tool install EventPics.Cli --tool-path "$tools" --add-source "$packages" --version 0.1.0 --no-cache
  "$tools/eventpics" emulator --port 0 --json --data "$folder/album" >"$folder/emulator.log" 2>&1 &
  background+=($!)
  EVENTPICS_BASE_ADDRESS=$(wait_for "$folder/emulator.log" 'http://127\.0\.0\.1:[0-9]*')
  export EVENTPICS_BASE_ADDRESS
}

wait_for() { # FILE PATTERN: prints the first match
  local found
  for _ in $(seq 300); do
    found=$(grep -o "$2" "$1" | head -n 1) || true
    [ -z "$found" ] || { echo "$found"; return; }
    sleep 0.1
  done
  cat "$1" >&2
  return 1
}

arrived() { find "$folder/album" -type f ! -name 'photos.jsonl' ! -name '.*'; }

require_one_photo() {
  local count
  count=$(arrived | wc -l)
  [ "$count" -eq 1 ] || { echo "$count photos arrived instead of 1:"; arrived; cat "$folder/emulator.log"; exit 1; }
  cmp "$(arrived)" "$photo"
  echo "One photo arrived: $(basename "$(arrived)")"
}
