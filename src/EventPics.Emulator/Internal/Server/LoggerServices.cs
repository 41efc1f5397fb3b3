using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Emulator.Internal.Server;

/// <summary>The only service that ASP.NET's results require. They would log paths, which contain upload URLs, so it logs nothing.</summary>
internal sealed class LoggerServices : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) ? NullLoggerFactory.Instance : null;
}
