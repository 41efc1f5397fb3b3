using System.Net;
using Microsoft.Extensions.Logging;

namespace EventPics.Emulator;

/// <summary>How an <see cref="EventPicsEmulator"/> behaves; read once, at start.</summary>
public sealed class EventPicsEmulatorOptions
{
    /// <summary>The port to listen on.</summary>
    /// <value>0, which takes a free one.</value>
    public int Port { get; set; }

    /// <summary>The address to listen on; <see cref="IPAddress.Any"/> is every address of this computer.</summary>
    /// <value><see cref="IPAddress.Loopback"/>: only programs on this computer reach the emulator.</value>
    /// <remarks>On any other than a loopback address every <c>Host</c> header is accepted, as with <see cref="AllowAnyHost"/>.</remarks>
    public IPAddress ListenAddress { get; set; } = IPAddress.Loopback;

    /// <summary>Whether requests with any <c>Host</c> header are answered, for clients that reach the emulator through a forwarded port or a container's name.</summary>
    /// <value><see langword="false"/>: only <c>localhost</c>, its subdomains and loopback addresses, so that no website can read the photos through DNS rebinding.</value>
    /// <remarks>Upload URLs then point to the host that the client asked, otherwise to <see cref="EventPicsEmulator.BaseAddress"/>.</remarks>
    public bool AllowAnyHost { get; set; }

    /// <summary>The one API key that is accepted.</summary>
    /// <value><c>emulator-key</c>.</value>
    public string ApiKey { get; set; } = "emulator-key";

    /// <summary>How long an upload link lives, in whole seconds (a fraction is rounded up), at most 365 days.</summary>
    /// <value>300 seconds.</value>
    public TimeSpan UploadUrlLifetime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>The clock for link lives, delays, dates and times of arrival.</summary>
    /// <value><see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The events and albums that exist.</summary>
    /// <value>Two events, the first being the API page's example: <c>abcd1234</c> with the albums <c>a1</c> and <c>a2</c>.</value>
    public IReadOnlyList<EmulatorEvent> Events { get; set; } =
    [
        new("Sommerfest", "abcd1234", [new("a1", "Fotobox"), new("a2", "Backstage")]),
        new("Hochzeit Jana & Jörg", "efgh5678", [new("b1", "Feier")]),
    ];

    /// <summary>Under which name an album's id appears in the list of events.</summary>
    /// <value><see cref="AlbumIdProperty.Id"/>.</value>
    public AlbumIdProperty AlbumIdProperty { get; set; }

    /// <summary>How many requests <see cref="EventPicsEmulator.Requests"/> keeps; older ones are dropped, so that a long run does not fill the memory.</summary>
    /// <value>10,000.</value>
    public int MaxRequests { get; set; } = 10_000;

    /// <summary>The folder in which pictures are kept; those of an earlier run are shown again.</summary>
    /// <value><see langword="null"/>: in memory only.</value>
    public string? DataDirectory { get; set; }

    /// <summary>Which storage the links and their answers imitate.</summary>
    /// <value><see cref="StorageProvider.R2"/>.</value>
    public StorageProvider Storage { get; set; }

    /// <summary>Whether a link binds the content type that fits the file name, so that another one is refused.</summary>
    /// <value><see langword="false"/>. Azure links bind none.</value>
    public bool SignContentType { get; set; }

    /// <summary>Whether a link only creates: a second PUT to it is refused in the storage's own words.</summary>
    /// <value><see langword="false"/>: a second PUT replaces the first.</value>
    public bool CreateOnlyUploadUrls { get; set; }

    /// <summary>Where the emulator writes its log; keys and links are never in it.</summary>
    /// <value><see langword="null"/>: nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; set; }
}
