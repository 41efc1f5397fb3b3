using EventPics.Benchmarks;
using EventPics.Benchmarks.Browser;
using EventPics.Benchmarks.Folder;
using EventPics.Benchmarks.Queue;

switch (args)
{
    case ["floor", .. var options]:
        return await FloorCommand.RunAsync(options);
    case ["cold"]:
        return await ColdCommand.RunAsync();
    case ["many"]:
        return await ManyCommand.RunAsync();
    case ["queue"]:
        return await QueueCommand.RunAsync();
    case ["folder"]:
        return await FolderCommand.RunAsync();
    case ["watch", var tool]:
        return await WatchCommand.RunAsync(tool);
    case ["faults"]:
        return await FaultsCommand.RunAsync();
    case ["webbooth"]:
        return await WebBoothCommand.RunAsync();
    case ["dashboard"]:
        return await DashboardCommand.RunAsync();

    // What the commands start as separate processes.
    case [SinkProcess.Argument]:
        return Sink.Run();
    case [WorkerProcess.Argument, var contender, var sink, var file, var warmUpFile]:
        return await Worker.RunAsync(contender, new Uri(sink), file, warmUpFile);
    case [ColdCommand.Argument, var contender, var sink, var file]:
        return await ColdCommand.UploadOnceAsync(contender, new Uri(sink), file);
    case [QueuedMemory.EnqueueArgument, var folder]:
        return await QueuedMemory.EnqueueAsync(folder);
    case [QueuedMemory.OpenArgument, var folder]:
        return await QueuedMemory.ListAsync(folder);
    case [DashboardCommand.Argument, var folder]:
        return await DashboardCommand.ServeAsync(folder);
    case [WatchProcess.Argument, var folder, var queue]:
        return await WatchProcess.RunAsync(folder, queue);
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project tests/EventPics.Benchmarks -- COMMAND

              floor [--quick]   CPU, time, allocations and memory per upload compared with a hand-written HttpClient, Azure and AWS
              cold              from the start of a process to its first upload done, compared with hand-written code
              many              memory of 100 concurrent uploads
              queue             time to enqueue a photo, rates with up to 1 million rows, memory, CPU in addition to the client
              folder            CPU of a hot folder with 50,000 files, and a restart with 2,000 photos that were sent before
              watch TOOL        memory of a published tool that watches a folder into which 10,000 photos arrive
              faults            what becomes of a photo under twelve faults, compared with HttpClient, its standard resilience handler and curl
              webbooth          the WebBooth sample while 200 guests send a photo of 3 MB at the same moment
              dashboard         first paint and memory of the dashboard with 5,000 photos
            """);
        return 2;
}
