using EventPics.Benchmarks;

switch (args)
{
    case ["floor", .. var options]:
        return await FloorCommand.RunAsync(options);
    case ["cold"]:
        return await ColdCommand.RunAsync();
    case ["many"]:
        return await ManyCommand.RunAsync();

    // What the commands start as processes of their own.
    case [SinkProcess.Argument]:
        return Sink.Run();
    case [WorkerProcess.Argument, var contender, var sink, var file, var warmUpFile]:
        return await Worker.RunAsync(contender, new Uri(sink), file, warmUpFile);
    case [ColdCommand.Argument, var contender, var sink, var file]:
        return await ColdCommand.UploadOnceAsync(contender, new Uri(sink), file);
    default:
        Console.Error.WriteLine(
            """
            Usage: dotnet run -c Release --project tests/EventPics.Benchmarks -- COMMAND

              floor [--quick]   CPU, time, allocations and memory per upload beside a hand-written HttpClient, Azure and AWS
              cold              from the start of a process to its first upload done, beside hand-written code
              many              memory of 100 uploads at once
            """);
        return 2;
}
