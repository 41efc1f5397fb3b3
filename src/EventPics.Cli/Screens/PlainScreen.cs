namespace EventPics.Cli.Screens;

/// <summary>Shows nothing: the output goes to a file or another program and consists of the results.</summary>
internal sealed class PlainScreen : IScreen
{
    public Task RunAsync(Func<Task> work) => work();
}
