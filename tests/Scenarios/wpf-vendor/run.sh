#!/usr/bin/env bash
# A view model as a WPF program has it, on a context like that of its window. WPF itself runs on Windows only.
source "$(dirname "$0")/../scenario.sh"
start_emulator
dotnet run -- "$photo" "$folder/queue"
require_one_photo
