using EventPics.Emulator;

namespace EventPics.Benchmarks.Faults;

/// <summary>One fault; after it the service and the line are good.</summary>
internal sealed record Scenario(string Name, Action<EventPicsEmulator> Inject, int Length = 2 * Scenario.MB)
{
    private const int MB = 1024 * 1024;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("response lost after storing, once", emulator => emulator.Faults.OnPut(Fault.LostResponse)),
        new("response lost after storing, three times", emulator => emulator.Faults.OnPut(Fault.LostResponse.Times(3))),
        new("connection reset at half", emulator => emulator.Faults.OnPut(Fault.DropAfter(MB))),
        new("upload URL expired", emulator => emulator.Faults.OnPut(Fault.Expired)),
        new("503 twice", emulator => emulator.Faults.OnPut(Fault.Status(503).Times(2))),
        new("503 after storing", emulator => emulator.Faults.OnPut(Fault.Status(503).AfterStoring())),
        new("login page, 200, instead of the upload URL", emulator => emulator.Faults.OnUploadUrl(Fault.Html())),
        new("login page, 200, instead of storing", emulator => emulator.Faults.OnPut(Fault.Html())),
        new("redirect to a login page, API", emulator => emulator.Faults.OnUploadUrl(Fault.LoginRedirect(LoginPage(emulator)))),
        new("redirect to a login page, upload", emulator => emulator.Faults.OnPut(Fault.LoginRedirect(LoginPage(emulator)))),
        new("no more progress at half", emulator => emulator.Faults.OnPut(Fault.Stall(4 * MB)), 8 * MB),
        new("slow line, 15 MB in 150 s", emulator => emulator.Faults.OnPut(Fault.SlowReading(100 * 1024)), 15 * MB),
    ];

    // Any page that answers 200.
    private static string LoginPage(EventPicsEmulator emulator) => emulator.BaseAddress.AbsoluteUri;
}
