#!/usr/bin/env bash
# The README's first program, as it is printed there.
source "$(dirname "$0")/../scenario.sh"
sed -n '/^```csharp$/,/^```$/{//!p;/^```$/q}' "$repository/README.md" >Program.cs
start_emulator
dotnet run -- "$photo"
require_one_photo
