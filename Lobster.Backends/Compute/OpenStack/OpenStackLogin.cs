namespace Lobster.Backends.Compute.OpenStack;

/// <summary>How we log in at Keystone. A closed family, and a secret.</summary>
internal abstract record OpenStackLogin
{
    private OpenStackLogin()
    {
    }

    /// <summary>What is asked for.</summary>
    public abstract OpenStackAuth Request { get; }

    /// <summary>Without the secrets, so that logging a record by accident leaks nothing.</summary>
    public sealed override string ToString() => $"{GetType().Name} login";

    /// <summary>A user, for one project.</summary>
    public sealed record User(string Name, string Domain, string Password, string Project, string ProjectDomain) : OpenStackLogin
    {
        /// <inheritdoc/>
        public override OpenStackAuth Request => new(
            new OpenStackAuthIdentity(["password"]) { Password = new(new OpenStackAuthUser(Name, new OpenStackNamed(Domain), Password)) },
            new OpenStackAuthScope(new OpenStackAuthProject(Project, new OpenStackNamed(ProjectDomain))));
    }

    /// <summary>An application credential, which carries its project.</summary>
    public sealed record Application(string Id, string Secret) : OpenStackLogin
    {
        /// <inheritdoc/>
        public override OpenStackAuth Request => new(new OpenStackAuthIdentity(["application_credential"]) { ApplicationCredential = new(Id, Secret) }, null);
    }
}
