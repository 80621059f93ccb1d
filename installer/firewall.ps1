# Shuts the network for Muniment's programs on Windows. The installer runs this as administrator with the folder it installed
# into; with -Remove when Muniment is uninstalled. muniment-fetch is not named: it is what may talk to a network.
# Written from the documentation of NetSecurity, not yet run (SECURITY.md lists it as unproven).
param([Parameter(Mandatory)][string]$Folder, [switch]$Remove)
$ErrorActionPreference = "Stop"
foreach ($program in "muniment.exe", "muniment-worker.exe") {
    foreach ($direction in "Outbound", "Inbound") {
        $name = "Muniment: no network ($program, $direction)"
        Get-NetFirewallRule -DisplayName $name -ErrorAction SilentlyContinue | Remove-NetFirewallRule
        if (-not $Remove) {
            New-NetFirewallRule -DisplayName $name -Direction $direction -Action Block -Profile Any `
                -Program (Join-Path $Folder $program) | Out-Null
        }
    }
}
