using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventPics.Tests;

/// <summary>TestCertificates that nobody should trust.</summary>
internal static class TestCertificates
{
    /// <summary>A certificate signed by itself, as a portal or an inspecting proxy shows.</summary>
    public static X509Certificate2 SelfSigned(string host, TimeSpan from, TimeSpan until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now + from, now + until);

        // Windows can't use a key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
