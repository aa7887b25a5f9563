using System.Net.Http.Headers;
using System.Text;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>One call as the body of a request. What is sent of it is empty until <see cref="LunaNodeSigner"/> has signed it; each try is signed anew.</summary>
internal sealed class LunaNodeCall : ByteArrayContent
{
    /// <summary>A call that is not signed yet.</summary>
    /// <param name="handler">Category and action, such as <c>vm/list/</c>.</param>
    /// <param name="parameters">Its parameters, in the order in which they are sent.</param>
    public LunaNodeCall(string handler, IReadOnlyList<(string Name, string Value)> parameters)
        : this(handler, parameters, "")
    {
    }

    private LunaNodeCall(string handler, IReadOnlyList<(string Name, string Value)> parameters, string form)
        : base(Encoding.ASCII.GetBytes(form))
    {
        (Handler, Parameters) = (handler, parameters);
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    /// <summary>Category and action, as they are signed.</summary>
    public string Handler { get; }

    /// <summary>The parameters without the credential's.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; }

    /// <summary>The same call with this form to send.</summary>
    public LunaNodeCall Signed(string form) => new(Handler, Parameters, form);
}
