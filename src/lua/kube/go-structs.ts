import { type GoType, structsOf } from './go-schema.js';

/**
 * Karmada's results and what they are made of, as {@link structsOf} takes them.
 *
 * What neither requirements nor dependencies are made of is left out: it has to be an object, and is not looked into.
 *
 * @see https://github.com/kubernetes/api/blob/v0.35.0/core/v1/types.go
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/apis/work/v1alpha2/binding_types.go
 */
const TABLE = `
PodTemplateSpec|ObjectMeta:metadata;PodSpec:spec
PodSpec|[]Volume:volumes;[]Container:initContainers containers;[]EphemeralContainer:ephemeralContainers;=RestartPolicy:restartPolicy;l:terminationGracePeriodSeconds activeDeadlineSeconds;=DNSPolicy:dnsPolicy;m:nodeSelector;s:serviceAccountName serviceAccount nodeName hostname subdomain schedulerName priorityClassName runtimeClassName hostnameOverride;b:automountServiceAccountToken hostNetwork hostPID hostIPC shareProcessNamespace enableServiceLinks setHostnameAsFQDN hostUsers;PodSecurityContext:securityContext;[]LocalObjectReference:imagePullSecrets;Affinity:affinity;[]Toleration:tolerations;[]HostAlias:hostAliases;i:priority;PodDNSConfig:dnsConfig;[]PodReadinessGate:readinessGates;=PreemptionPolicy:preemptionPolicy;R:overhead;[]TopologySpreadConstraint:topologySpreadConstraints;PodOS:os;[]PodSchedulingGate:schedulingGates;[]PodResourceClaim:resourceClaims;ResourceRequirements:resources;PodSchedulingGroup:schedulingGroup
Volume|s:name;+VolumeSource
Container|s:name image workingDir terminationMessagePath;[]s:command args;[]ContainerPort:ports;[]EnvFromSource:envFrom;[]EnvVar:env;ResourceRequirements:resources;[]ContainerResizePolicy:resizePolicy;=ContainerRestartPolicy:restartPolicy;[]ContainerRestartRule:restartPolicyRules;[]VolumeMount:volumeMounts;[]VolumeDevice:volumeDevices;Probe:livenessProbe readinessProbe startupProbe;Lifecycle:lifecycle;=TerminationMessagePolicy:terminationMessagePolicy;=PullPolicy:imagePullPolicy;SecurityContext:securityContext;b:stdin stdinOnce tty
EphemeralContainer|+EphemeralContainerCommon;s:targetContainerName
LocalObjectReference|s:name
Affinity|NodeAffinity:nodeAffinity;PodAffinity:podAffinity;PodAntiAffinity:podAntiAffinity
Toleration|s:key value;=TolerationOperator:operator;=TaintEffect:effect;l:tolerationSeconds
ResourceRequirements|R:limits requests;[]ResourceClaim:claims
VolumeSource|HostPathVolumeSource:hostPath;EmptyDirVolumeSource:emptyDir;GCEPersistentDiskVolumeSource:gcePersistentDisk;AWSElasticBlockStoreVolumeSource:awsElasticBlockStore;GitRepoVolumeSource:gitRepo;SecretVolumeSource:secret;NFSVolumeSource:nfs;ISCSIVolumeSource:iscsi;GlusterfsVolumeSource:glusterfs;PersistentVolumeClaimVolumeSource:persistentVolumeClaim;RBDVolumeSource:rbd;FlexVolumeSource:flexVolume;CinderVolumeSource:cinder;CephFSVolumeSource:cephfs;FlockerVolumeSource:flocker;DownwardAPIVolumeSource:downwardAPI;FCVolumeSource:fc;AzureFileVolumeSource:azureFile;ConfigMapVolumeSource:configMap;VsphereVirtualDiskVolumeSource:vsphereVolume;QuobyteVolumeSource:quobyte;AzureDiskVolumeSource:azureDisk;PhotonPersistentDiskVolumeSource:photonPersistentDisk;ProjectedVolumeSource:projected;PortworxVolumeSource:portworxVolume;ScaleIOVolumeSource:scaleIO;StorageOSVolumeSource:storageos;CSIVolumeSource:csi;EphemeralVolumeSource:ephemeral;ImageVolumeSource:image
ContainerPort|s:name hostIP;i:hostPort containerPort;=Protocol:protocol
EnvFromSource|s:prefix;ConfigMapEnvSource:configMapRef;SecretEnvSource:secretRef
EnvVar|s:name value;EnvVarSource:valueFrom
VolumeMount|s:name mountPath subPath subPathExpr;b:readOnly;=RecursiveReadOnlyMode:recursiveReadOnly;=MountPropagationMode:mountPropagation
EphemeralContainerCommon|@Container
NodeAffinity|NodeSelector:requiredDuringSchedulingIgnoredDuringExecution;[]PreferredSchedulingTerm:preferredDuringSchedulingIgnoredDuringExecution
ResourceClaim|s:name request
HostPathVolumeSource|s:path;=HostPathType:type
EmptyDirVolumeSource|=StorageMedium:medium;q:sizeLimit
GCEPersistentDiskVolumeSource|s:pdName fsType;i:partition;b:readOnly
AWSElasticBlockStoreVolumeSource|s:volumeID fsType;i:partition;b:readOnly
GitRepoVolumeSource|s:repository revision directory
SecretVolumeSource|s:secretName;[]KeyToPath:items;i:defaultMode;b:optional
NFSVolumeSource|s:server path;b:readOnly
ISCSIVolumeSource|s:targetPortal iqn iscsiInterface fsType initiatorName;i:lun;b:readOnly chapAuthDiscovery chapAuthSession;[]s:portals;LocalObjectReference:secretRef
GlusterfsVolumeSource|s:endpoints path;b:readOnly
PersistentVolumeClaimVolumeSource|s:claimName;b:readOnly
RBDVolumeSource|[]s:monitors;s:image fsType pool user keyring;LocalObjectReference:secretRef;b:readOnly
FlexVolumeSource|s:driver fsType;LocalObjectReference:secretRef;b:readOnly;m:options
CinderVolumeSource|s:volumeID fsType;b:readOnly;LocalObjectReference:secretRef
CephFSVolumeSource|[]s:monitors;s:path user secretFile;LocalObjectReference:secretRef;b:readOnly
FlockerVolumeSource|s:datasetName datasetUUID
DownwardAPIVolumeSource|[]DownwardAPIVolumeFile:items;i:defaultMode
FCVolumeSource|[]s:targetWWNs wwids;i:lun;s:fsType;b:readOnly
AzureFileVolumeSource|s:secretName shareName;b:readOnly
ConfigMapVolumeSource|+LocalObjectReference;[]KeyToPath:items;i:defaultMode;b:optional
VsphereVirtualDiskVolumeSource|s:volumePath fsType storagePolicyName storagePolicyID
QuobyteVolumeSource|s:registry volume user group tenant;b:readOnly
AzureDiskVolumeSource|s:diskName diskURI fsType;=AzureDataDiskCachingMode:cachingMode;b:readOnly;=AzureDataDiskKind:kind
PhotonPersistentDiskVolumeSource|s:pdID fsType
ProjectedVolumeSource|[]VolumeProjection:sources;i:defaultMode
PortworxVolumeSource|s:volumeID fsType;b:readOnly
ScaleIOVolumeSource|s:gateway system protectionDomain storagePool storageMode volumeName fsType;LocalObjectReference:secretRef;b:sslEnabled readOnly
StorageOSVolumeSource|s:volumeName volumeNamespace fsType;b:readOnly;LocalObjectReference:secretRef
CSIVolumeSource|s:driver fsType;b:readOnly;m:volumeAttributes;LocalObjectReference:nodePublishSecretRef
ImageVolumeSource|s:reference;=PullPolicy:pullPolicy
ConfigMapEnvSource|+LocalObjectReference;b:optional
SecretEnvSource|+LocalObjectReference;b:optional
EnvVarSource|ObjectFieldSelector:fieldRef;ResourceFieldSelector:resourceFieldRef;ConfigMapKeySelector:configMapKeyRef;SecretKeySelector:secretKeyRef;FileKeySelector:fileKeyRef
NodeSelector|[]NodeSelectorTerm:nodeSelectorTerms!
PreferredSchedulingTerm|i:weight;NodeSelectorTerm:preference
KeyToPath|s:key path;i:mode
DownwardAPIVolumeFile|s:path;ObjectFieldSelector:fieldRef;ResourceFieldSelector:resourceFieldRef;i:mode
VolumeProjection|SecretProjection:secret;DownwardAPIProjection:downwardAPI;ConfigMapProjection:configMap;ServiceAccountTokenProjection:serviceAccountToken;ClusterTrustBundleProjection:clusterTrustBundle;PodCertificateProjection:podCertificate
ObjectFieldSelector|s:apiVersion fieldPath
ResourceFieldSelector|s:containerName resource;q:divisor
ConfigMapKeySelector|+LocalObjectReference;s:key;b:optional
SecretKeySelector|+LocalObjectReference;s:key;b:optional
FileKeySelector|s:volumeName path key;b:optional
NodeSelectorTerm|[]NodeSelectorRequirement:matchExpressions matchFields
SecretProjection|+LocalObjectReference;[]KeyToPath:items;b:optional
DownwardAPIProjection|[]DownwardAPIVolumeFile:items
ConfigMapProjection|+LocalObjectReference;[]KeyToPath:items;b:optional
ServiceAccountTokenProjection|s:audience path;l:expirationSeconds
NodeSelectorRequirement|s:key!;=NodeSelectorOperator:operator!;[]s:values
ObjectMeta|s:name generateName namespace selfLink uid resourceVersion;l:generation deletionGracePeriodSeconds;m:labels annotations;[]s:finalizers;a:creationTimestamp deletionTimestamp managedFields;[]OwnerReference:ownerReferences
LabelSelector|m:matchLabels;[]LabelSelectorRequirement:matchExpressions
LabelSelectorRequirement|s:key!;=LabelSelectorOperator:operator!;[]s:values
ReplicaRequirements|NodeClaim:nodeClaim;R:resourceRequest;s:namespace priorityClassName
ComponentReplicaRequirements|NodeClaim:nodeClaim;R:resourceRequest;s:priorityClassName
NodeClaim|NodeSelector:hardNodeAffinity;m:nodeSelector;[]Toleration:tolerations
Component|s:name!;i:replicas!;ComponentReplicaRequirements:replicaRequirements
DependentObjectReference|s:apiVersion! kind! namespace name;LabelSelector:labelSelector
`;

const PACKAGES: { readonly [struct: string]: string } = {
  ReplicaRequirements: 'v1alpha2',
  ComponentReplicaRequirements: 'v1alpha2',
  NodeClaim: 'v1alpha2',
  Component: 'v1alpha2',
  DependentObjectReference: 'v1alpha1',
};

let structs: ((name: string) => GoType) | undefined;

/** A struct of Karmada's or Kubernetes' API; the table is read when the first one is asked for. */
export function goStruct(name: string): GoType {
  structs ??= structsOf(TABLE, (struct) => PACKAGES[struct] ?? 'v1');
  return structs(name);
}
