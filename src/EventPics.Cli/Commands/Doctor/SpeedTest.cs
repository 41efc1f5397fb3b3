using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Doctor;

/// <summary>Uploads one test photo and computes how long the photos of an event take.</summary>
internal static class SpeedTest
{
    public const int PhotoCount = 300;

    private const int TestBytes = 2_000_000;
    private const int PhotoBytes = 3_000_000;

    private static readonly TimeSpan SlowUploadThreshold = TimeSpan.FromMinutes(60);

    public static async Task<Finding> RunAsync(CommandContext shell, Destination target)
    {
        var picture = TestImage.Create(TestBytes);
        var request = new UploadRequest(target.LinkId, "eventpics-speed-test.jpg", UploadContent.FromBytes(picture, "image/jpeg")) { AlbumId = target.AlbumId };
        try
        {
            using var client = shell.CreateQuickClient();
            var result = await client.UploadAsync(request, cancellationToken: shell.StoppingToken).ConfigureAwait(false);
            var speed = picture.Length / Math.Max(result.Duration.TotalSeconds, 0.001);
            var need = TimeSpan.FromSeconds((double)PhotoCount * PhotoBytes / speed);
            return new Finding(
                DoctorChecks.Speed,
                need < SlowUploadThreshold ? CheckResult.Ok : CheckResult.Warning,
                shell.Texts.SpeedMeasured(shell.Texts.Speed((long)speed), PhotoCount, shell.Texts.Span(need), Texts.Place(target)));
        }
        catch (EventPicsException e)
        {
            return new Finding(DoctorChecks.Speed, CheckResult.Bad, shell.Texts.ErrorText(e.Error, e.StatusCode));
        }
    }
}
