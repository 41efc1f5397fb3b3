using Microsoft.AspNetCore.Authorization;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Who may do what in the operator app.</summary>
internal static class AccessPolicies
{
    /// <summary>For what only the person at this computer may see or do.</summary>
    public const string Operator = "operator";

    /// <summary>The role of a browser on this computer.</summary>
    public const string OperatorRole = "operator";

    /// <summary>The role of another device that has entered the PIN.</summary>
    public const string PhoneRole = "phone";

    /// <summary>Without a policy of its own, an endpoint is for signed-in phones too, so that a forgotten one is not open.</summary>
    public static void Add(AuthorizationOptions options)
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ReadOnlyRequirement()).Build();
        options.DefaultPolicy = signedIn;
        options.FallbackPolicy = signedIn;
        options.AddPolicy(Operator, policy => policy.RequireRole(OperatorRole));
    }
}
