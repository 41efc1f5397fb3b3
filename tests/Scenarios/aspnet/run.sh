#!/usr/bin/env bash
# An ASP.NET application that takes a guest's photo and puts it into the queue.
source "$(dirname "$0")/../scenario.sh"
start_emulator
dotnet build -o out
# dotnet run would start a second process, which nothing ends.
EventPics__ApiKey=$EVENTPICS_API_KEY EventPics__BaseAddress=$EVENTPICS_BASE_ADDRESS EventPicsQueue__Folder=$folder/queue \
  out/Booth --urls http://127.0.0.1:0 >app.log 2>&1 &
background+=($!)
address=$(wait_for app.log 'http://127\.0\.0\.1:[0-9]*')
curl -fsS -F "file=@$photo;type=image/jpeg" "$address/photos" || { cat app.log; exit 1; }
for _ in $(seq 300); do
  [ -z "$(arrived)" ] || break
  sleep 0.1
done
curl -fsS "$address/health" || { cat app.log; exit 1; }
require_one_photo
