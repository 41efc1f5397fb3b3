using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Emulator.Internal.Server;

/// <summary>The one service that ASP.NET's results ask for. They would log paths, which hold upload URLs, so it logs nothing.</summary>
internal sealed class LoggerServices : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) ? NullLoggerFactory.Instance : null;
}
