using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Upload;

/// <summary>Keeps a progress handler that throws from failing its upload. Only its first exception is logged.</summary>
internal sealed class SafeProgress : IProgress<UploadProgress>
{
    private readonly IProgress<UploadProgress> _progress;
    private readonly ILogger _logger;
    private bool _hasThrown;

    private SafeProgress(IProgress<UploadProgress> progress, ILogger logger) => (_progress, _logger) = (progress, logger);

    public static SafeProgress? Wrap(IProgress<UploadProgress>? progress, ILogger logger) =>
        progress is null ? null : new(progress, logger);

    public void Report(UploadProgress value)
    {
        try
        {
            _progress.Report(value);
        }
        catch (Exception e)
        {
            if (!_hasThrown)
            {
                _hasThrown = true;
                Log.ProgressHandlerThrew(_logger, e);
            }
        }
    }
}
