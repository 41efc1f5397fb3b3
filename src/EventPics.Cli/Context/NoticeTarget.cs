namespace EventPics.Cli.Context;

/// <summary>Where notices are shown.</summary>
internal enum NoticeTarget
{
    /// <summary>As lines on stderr.</summary>
    Stderr,

    /// <summary>As lines above the progress bars.</summary>
    AboveBars,

    /// <summary>On the dashboard, which draws the latest ones and the current state itself.</summary>
    Dashboard,
}
