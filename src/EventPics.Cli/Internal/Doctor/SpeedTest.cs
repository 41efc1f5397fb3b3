namespace EventPics.Cli.Internal;

/// <summary>Uploads one test photo and computes how long the photos of an event take.</summary>
internal static class SpeedTest
{
    public const int Prints = 300;

    private const int TestBytes = 2_000_000;
    private const int PrintBytes = 3_000_000;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(60);

    public static async Task<Finding> RunAsync(Shell shell, Target target)
    {
        var picture = TestPicture.Create(TestBytes);
        var request = new UploadRequest(target.LinkId, "eventpics-speed-test.jpg", UploadContent.FromBytes(picture, "image/jpeg")) { AlbumId = target.AlbumId };
        try
        {
            using var client = shell.CreateQuickClient();
            var result = await client.UploadAsync(request, cancellationToken: shell.Stop).ConfigureAwait(false);
            var speed = picture.Length / Math.Max(result.Duration.TotalSeconds, 0.001);
            var need = TimeSpan.FromSeconds((double)Prints * PrintBytes / speed);
            return new Finding(
                DoctorChecks.Speed,
                need < Long ? Health.Ok : Health.Warning,
                shell.Texts.SpeedMeasured(shell.Texts.Speed((long)speed), Prints, shell.Texts.Span(need), Texts.Place(target)));
        }
        catch (EventPicsException e)
        {
            return new Finding(DoctorChecks.Speed, Health.Bad, shell.Texts.Trouble(e.Error, e.StatusCode));
        }
    }
}
