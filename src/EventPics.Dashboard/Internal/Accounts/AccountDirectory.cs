using EventPics.HotFolder;
using EventPics.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventPics.Dashboard.Internal.Accounts;

/// <summary>
/// Finds the queues among the application's services, at the first request: the host has validated their options by then.
/// </summary>
internal sealed class AccountDirectory
{
    private readonly Lazy<IReadOnlyList<Account>> _accounts;

    public AccountDirectory(EventPicsDashboardOptions options, IServiceProvider services)
    {
        string[] names = [.. options.AccountNames];
        _accounts = new(() =>
        {
            if (Array.Find(names, name => Find(services, name) is null) is { } unknown)
            {
                throw new InvalidOperationException(
                    $"AccountNames of the dashboard contains '{unknown}', but no account of this name has a queue. Register one: services.AddEventPics(\"{unknown}\").AddUploadQueue().");
            }

            var accounts = (names.Length > 0 ? names : RegisteredNames(services))
                .Select(name => Find(services, name)).OfType<Account>().ToArray();
            return accounts.Length > 0
                ? accounts
                : throw new InvalidOperationException("The dashboard has no queue to show. Register one: services.AddEventPics().AddUploadQueue().");
        });
    }

    public IReadOnlyList<Account> All => _accounts.Value;

    /// <summary>
    /// The account of this name, the first one if <paramref name="name"/> is null, or null. The account without a name has an empty one.
    /// </summary>
    public Account? Find(string? name) => name is null ? All[0] : All.FirstOrDefault(account => account.Name == name);

    // A container does not list the keys of its services, but AddUploadQueue configures options under each account's name.
    private static IEnumerable<string> RegisteredNames(IServiceProvider services) => services
        .GetServices<IConfigureOptions<UploadQueueOptions>>()
        .OfType<ConfigureNamedOptions<UploadQueueOptions>>()
        .Select(options => options.Name)
        .OfType<string>()
        .Prepend("")
        .Distinct(StringComparer.Ordinal);

    private static Account? Find(IServiceProvider services, string name)
    {
        var queue = name.Length == 0 ? services.GetService<UploadQueue>() : services.GetKeyedService<UploadQueue>(name);
        return queue is null ? null : new Account(
            name,
            queue,
            name.Length == 0 ? services.GetService<EventPicsClient>() : services.GetKeyedService<EventPicsClient>(name),
            () => name.Length == 0 ? services.GetServices<HotFolderWatcher>() : services.GetKeyedServices<HotFolderWatcher>(name),
            () => name.Length == 0 ? services.GetServices<HotFolderProblem>() : services.GetKeyedServices<HotFolderProblem>(name));
    }
}
