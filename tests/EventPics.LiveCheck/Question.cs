namespace EventPics.LiveCheck;

/// <summary>Something that the API page leaves open, and how to ask the service.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="text">The question.</param>
/// <param name="assumption">What the library assumes today.</param>
/// <param name="method">How the service is asked.</param>
internal abstract class Question(string name, string text, string assumption, string method)
{
    protected const string Jpeg = "image/jpeg";

    public string Name => name;

    public string Text => text;

    public string Assumption => assumption;

    public string Method => method;

    /// <summary>How many photos it leaves in the album at most.</summary>
    public virtual int Photos => 0;

    /// <summary>Whether it waits until an upload URL expires.</summary>
    public virtual bool IsSlow => false;

    /// <exception cref="QuestionFailedException">The service did not let the question be asked.</exception>
    public abstract Task<Finding> AskAsync(LiveService service, CancellationToken cancellationToken);
}
