namespace EventPics.Emulator;

/// <summary>Which of the calls a request was.</summary>
public enum EmulatorOperation
{
    /// <summary><c>GET /geteventsandalbums</c>.</summary>
    Events,

    /// <summary><c>POST /getuploadurl</c>.</summary>
    UploadUrl,

    /// <summary><c>PUT</c> to an upload link.</summary>
    Put,

    /// <summary>Anything else except the gallery, which is not recorded.</summary>
    Other,
}
