using System.Globalization;
using System.Text;
using QRCoder;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Draws QR codes.</summary>
internal static class QrCode
{
    /// <summary>Creates the code of an address, as the path of an SVG image and its width and height in modules, margin included.</summary>
    public static WireQrCode Create(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix[y].Length; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new WireQrCode(data.ModuleMatrix.Count, path.ToString());
    }
}
