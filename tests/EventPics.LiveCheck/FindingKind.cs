namespace EventPics.LiveCheck;

/// <summary>How the service's behavior compares with what the library assumes.</summary>
internal enum FindingKind
{
    AsAssumed,
    Differs,
    NoAnswer,
}
