#!/usr/bin/env bash
# A booth program in Visual Basic for .NET Framework: a photo through the queue, with what goes wrong shown to the operator.
source "$(dirname "$0")/../scenario.sh"
dotnet build
start_emulator
dotnet run --no-build --framework net10.0 -- "$photo" "$folder/queue" # Debian's Mono has no Microsoft.VisualBasic.dll
require_one_photo
