using Microsoft.AspNetCore.Authorization;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>A phone may only look, until the operator allows it to change something.</summary>
internal sealed class ReadOnlyRequirement : IAuthorizationRequirement;
