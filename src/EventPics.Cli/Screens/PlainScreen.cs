namespace EventPics.Cli.Screens;

/// <summary>Shows nothing: output goes to a file or another program, and the results are its lines.</summary>
internal sealed class PlainScreen : IScreen
{
    public Task RunAsync(Func<Task> work) => work();
}
