#!/usr/bin/env bash
# A booth program for Any CPU in C# 7.3 on .NET Framework: a photo through the queue, then the same one in the hot folder.
source "$(dirname "$0")/../scenario.sh"
dotnet build -o out
# What a build on Windows copies to the output.
dotnet msbuild -getItem:Content -p:OS=Windows_NT >content
for platform in x86 x64; do grep -q "win-$platform.*e_sqlite3.dll" content || { echo "SQLite is missing for $platform."; exit 1; }; done
cp "$repository/tests/EventPics.NetFramework/SQLitePCLRaw.batteries_v2.dll.config" out/ # for Mono alone
start_emulator
mono out/Booth.exe "$photo" "$folder"
require_one_photo
