namespace EventPics.Cli.Profiles;

/// <summary>A profile as read from its file.</summary>
/// <param name="Profile">What could be read; empty when nothing could.</param>
/// <param name="Errors">Everything that has to be corrected; empty when the profile can be used.</param>
internal sealed record LoadedProfile(Profile Profile, IReadOnlyList<ProfileError> Errors)
{
    /// <summary>Whether the file exists.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>The file's bytes, by which a change is recognized.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    public bool IsValid => Errors.Count == 0;
}
