using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace EventPics.Shared;

/// <summary>
/// Anti-forgery tokens, bound to the user. They need no registered service, and change with each start of the program: an open page gets a
/// new one then.
/// </summary>
internal sealed class RequestTokens
{
    public const string Header = "X-EventPics-Token";

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    public string Create(HttpContext context) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(NameOf(context.User))));

    public bool IsValid(HttpContext context) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString()), Encoding.UTF8.GetBytes(Create(context)));

    private static string NameOf(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true } identity
        ? $"{identity.AuthenticationType}\n{user.FindFirstValue(ClaimTypes.NameIdentifier) ?? identity.Name}"
        : "";
}
