namespace EventPics.Cli.Profiles;

/// <summary>Something in a profile that has to be corrected.</summary>
/// <param name="Key">The key; <see langword="null"/> when it is about the whole file.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record ProfileError(string? Key, string Message)
{
    /// <summary>Whether a value is only missing, as before the setup is finished.</summary>
    public bool IsMissing { get; init; }
}
