namespace EventPics.Emulator;

/// <summary>The operation that a request is for.</summary>
public enum EmulatorOperation
{
    /// <summary><c>GET /geteventsandalbums</c>.</summary>
    Events,

    /// <summary><c>POST /getuploadurl</c>.</summary>
    UploadUrl,

    /// <summary><c>PUT</c> to an upload URL.</summary>
    Put,

    /// <summary>Any other request; those of the gallery are not recorded.</summary>
    Other,
}
