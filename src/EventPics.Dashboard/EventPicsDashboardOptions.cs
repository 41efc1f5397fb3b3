namespace EventPics.Dashboard;

/// <summary>What a dashboard shows and allows.</summary>
public sealed class EventPicsDashboardOptions
{
    /// <summary>The title of the pages, such as the name of the booth.</summary>
    /// <value>Default: <c>EventPics</c>.</value>
    public string Title { get; set; } = "EventPics";

    /// <summary>Whether the pages only show the queues, and reject every change.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ReadOnly { get; set; }

    /// <summary>
    /// The names of the accounts whose queues are shown, as passed to <c>AddEventPics</c>; an empty string stands for the account without a
    /// name.
    /// </summary>
    /// <value>Default: empty, which stands for all registered queues.</value>
    public IReadOnlyList<string> AccountNames { get; set; } = [];
}
