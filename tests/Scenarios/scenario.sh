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
  for process in "${background[@]}"; do # until it ends, it may write to the folder
    for _ in $(seq 100); do
      kill -0 "$process" 2>/dev/null || break
      sleep 0.1
    done
    kill -9 "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$folder" || true
}
trap clean_up EXIT

version=$(cd "$packages" && ls -t EventPics.[0-9]*.nupkg | head -n 1)
version=${version#EventPics.}
version=${version%.nupkg}

# The scenarios share the tool and what they restore, apart from the user's cache: there the same version may be an older build.
shared=$packages/.scenarios
tools=$shared/tools
[ -z "$(find "$packages" -maxdepth 1 -name '*.nupkg' -newer "$shared" 2>/dev/null)" ] || rm -rf "$shared"
cat >"$folder/Directory.Build.props" <<XML
<Project>
  <PropertyGroup>
    <RestorePackagesPath>$shared/restored</RestorePackagesPath>
    <EventPicsVersion>$version</EventPicsVersion>
  </PropertyGroup>
</Project>
XML

# The EventPics packages come from the folder alone, since the user's sources may have the same version too.
sources=$(dotnet nuget list source --format short | sed -n 's/^E[A-Z]* //p' | sed 's/&/\&amp;/g')
{
  echo "<configuration><packageSources><clear /><add key=\"packed\" value=\"$packages\" />"
  awk 'NF { printf "<add key=\"source%d\" value=\"%s\" />\n", NR, $0 }' <<<"$sources"
  echo '</packageSources><disabledPackageSources><clear /></disabledPackageSources>'
  echo '<packageSourceMapping><clear /><packageSource key="packed"><package pattern="EventPics*" /></packageSource>'
  awk 'NF { printf "<packageSource key=\"source%d\"><package pattern=\"*\" /></packageSource>\n", NR }' <<<"$sources"
  echo '</packageSourceMapping></configuration>'
} >"$folder/NuGet.config"
find "$scenario" -type f ! -name run.sh -exec cp {} "$folder/" \;
cd "$folder"

start_emulator() { # sets EVENTPICS_BASE_ADDRESS
  [ -x "$tools/eventpics" ] ||
    dotnet tool install EventPics.Cli --tool-path "$tools" --configfile "$folder/NuGet.config" --version "$version" --no-cache
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
