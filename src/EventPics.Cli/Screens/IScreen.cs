namespace EventPics.Cli.Screens;

/// <summary>What a person sees while something runs.</summary>
internal interface IScreen
{
    /// <summary>Runs the work and shows how it goes.</summary>
    Task RunAsync(Func<Task> work);
}
