using System.Xml;
using System.Xml.Linq;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>AWS's answers as XML. Pure.</summary>
internal static class Ec2Xml
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>The whole answer; null when it is no XML, or not all of it.</summary>
    public static XElement? Read(byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body, writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Whether it is the whole answer to an action, and does not say what went wrong. Nothing of it is kept: lists may be long.</summary>
    public static bool IsAnswer(byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body, writable: false);
            using var reader = XmlReader.Create(stream, Settings);
            reader.MoveToContent();
            var name = reader.LocalName;
            while (reader.Read())
            {
                // To its end.
            }

            return name.EndsWith("Response", StringComparison.Ordinal) && name is not ("Response" or "ErrorResponse");
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <summary>The first part below it of this name, whatever its namespace; null for none.</summary>
    public static XElement? First(this XElement? element, string name) => element?.Descendants().FirstOrDefault(e => e.Name.LocalName == name);
}
