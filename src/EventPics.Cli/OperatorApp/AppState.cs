using EventPics.Cli.Model;
using EventPics.Cli.Profiles;

namespace EventPics.Cli.OperatorApp;

/// <summary>What the operator app does at one moment.</summary>
/// <param name="Profile">The profile as last read, valid or not.</param>
/// <param name="Errors">What has to be corrected in it; meanwhile the last valid one stays in effect.</param>
internal sealed record AppState(Profile Profile, IReadOnlyList<ProfileError> Errors)
{
    /// <summary>Where photos go; <see langword="null"/> while nothing is watched.</summary>
    public Destination? Destination { get; init; }

    /// <summary>Why nothing is watched, such as an event that doesn't exist, or why changes of the profile have no effect.</summary>
    public string? Problem { get; init; }
}
