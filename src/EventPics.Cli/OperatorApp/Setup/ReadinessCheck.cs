using EventPics.Cli.Checks;
using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>The checks of <c>doctor</c> for the page. The speed is measured apart, since that leaves a photo in the album.</summary>
internal static class ReadinessCheck
{
    public static async Task<WireFindings> RunAsync(CommandContext context, WireChoice choice)
    {
        var local = new LocalChecks(context);
        List<Finding> findings =
        [
            local.Disk(),
            await local.DataFolderAsync().ConfigureAwait(false),
            await local.WatchedFolderAsync(choice.Folder).ConfigureAwait(false),
            local.FolderDisk(choice.Folder!),
        ];
        var server = new ServerChecks(context, new CheckSettings(choice.LinkId, choice.AlbumId, choice.Folder, SpeedTest: false));
        await foreach (var finding in server.RunAsync().ConfigureAwait(false))
        {
            findings.Add(finding);
        }

        return new WireFindings([
            .. findings.Where(finding => finding.Check != DoctorChecks.Speed)
                .Select(finding => new WireFinding(
                    finding.Check, context.Texts.CheckName(finding.Check), JsonNames.CamelCase(finding.Result.ToString()), finding.Message)),
        ]);
    }

    public static async Task<WireSpeed> MeasureAsync(CommandContext context, WireChoice choice)
    {
        try
        {
            var speed = await SpeedTest.MeasureAsync(context, new Destination(choice.LinkId!, choice.AlbumId)).ConfigureAwait(false);
            return new WireSpeed(speed, (double)SpeedTest.PhotoBytes / Math.Max(1, speed), null);
        }
        catch (Exception e) when (e is EventPicsException or CommandException)
        {
            return new WireSpeed(0, 0, UserError.FromException(e, context.Texts).Message);
        }
    }
}
