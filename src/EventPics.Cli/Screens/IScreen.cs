namespace EventPics.Cli.Screens;

/// <summary>Shows a person the progress of a command.</summary>
internal interface IScreen
{
    /// <summary>Runs the work and shows its progress.</summary>
    Task RunAsync(Func<Task> work);
}
