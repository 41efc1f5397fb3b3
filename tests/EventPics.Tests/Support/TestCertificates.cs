using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventPics.Tests.Support;

/// <summary>Certificates that must not be trusted.</summary>
internal static class TestCertificates
{
    /// <summary>A self-signed certificate, as of a captive portal or an inspecting proxy.</summary>
    public static X509Certificate2 SelfSigned(string host, TimeSpan from, TimeSpan until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now + from, now + until);

        // Windows can't use a key that is only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
